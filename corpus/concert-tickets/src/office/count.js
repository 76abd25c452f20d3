const { seats } = require('../lib/documents');

module.exports.handler = async (event) => {
  const sold = new Map();
  for (const record of event.Records) {
    const sale = JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString());
    sold.set(sale.concert, (sold.get(sale.concert) ?? 0) + 1);
  }
  for (const [concert, count] of sold) {
    await seats.addToCount(concert, count);
  }
};
