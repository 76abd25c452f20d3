import { DeleteObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { s3 } from './counter/pictures';

interface Arrival {
  Records: { s3: { bucket: { name: string }; object: { key: string } } }[];
}

/** Pictures that came in go to the shelf. */
export const handler = async (event: Arrival) => {
  for (const { s3: it } of event.Records) {
    const from = { Bucket: it.bucket.name, Key: it.object.key };
    const { Body } = await s3.send(new GetObjectCommand(from));
    const name = it.object.key.split('/').pop();
    const params = { Bucket: process.env.PICTURES, Key: `shelf/${name}`, Body };
    await new Upload({ client: s3, params }).done();
    await s3.send(new DeleteObjectCommand(from));
  }
  return event.Records.length;
};
