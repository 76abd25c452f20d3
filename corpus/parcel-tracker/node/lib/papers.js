import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** The bucket of labels and manifests. */
export class Papers {
  #s3 = new S3Client({});
  #bucket;

  constructor(bucket = process.env.PAPERS_BUCKET) {
    this.#bucket = bucket;
  }

  async label(parcel) {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key: labelKey(parcel) }));
    return Body.transformToString();
  }

  print(parcel, text) {
    const input = { Bucket: this.#bucket, Key: labelKey(parcel), Body: text, ContentType: 'image/svg+xml' };
    return this.#s3.send(new PutObjectCommand(input));
  }
}

const labelKey = (parcel) => `labels/${parcel}.svg`;
