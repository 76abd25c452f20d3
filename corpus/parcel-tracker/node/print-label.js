import { Papers } from './lib/papers.js';

const papers = new Papers();

/** Prints the labels that were ordered. */
export const handler = async ({ Records }) => {
  await Promise.all(Records.map(async ({ body }) => {
    const { parcel, depot } = JSON.parse(body);
    await papers.print(parcel, `<svg><text>${parcel} via ${depot}</text></svg>`);
  }));
};
