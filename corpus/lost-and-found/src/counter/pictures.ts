import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export const s3 = new S3Client({ forcePathStyle: true });
const Bucket = process.env.PICTURES;

/** Where the finder puts the picture. */
export const placeFor = (id: string) =>
  getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: `incoming/${id}.jpg` }), { expiresIn: 600 });

/** Where the owner looks at it. */
export const viewOf = (id: string) =>
  getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: `shelf/${id}.jpg` }), { expiresIn: 60 });
