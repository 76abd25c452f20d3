// Links into the media bucket that expire.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const s3 = new S3Client({});
const Bucket = process.env.MEDIA_BUCKET;

export const ticketLink = (id) =>
  getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: `tickets/${id}.pdf` }), { expiresIn: 3600 });

export const posterLink = (concert, type) => {
  const upload = new PutObjectCommand({ Bucket, Key: `posters/${concert}`, ContentType: type });
  return getSignedUrl(s3, upload, { expiresIn: 900 });
};
