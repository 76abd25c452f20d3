const { SNSClient, ...sns } = require('@aws-sdk/client-sns');

const client = new SNSClient({});
const texts = { printed: 'is ready to collect', spoiled: 'could not be developed' };

exports.handler = async ({ Records }) => {
  const news = Records.filter(isNews).map(({ dynamodb }) => dynamodb.NewImage);
  if (news.length === 0) return;

  await client.send(new sns.PublishBatchCommand({
    TopicArn: process.env.NEWS,
    PublishBatchRequestEntries: news.map(({ film, state }, index) => ({
      Id: `n${index}`,
      Message: `${film.S} ${texts[state.S]}`,
    })),
  }));
};

function isNews({ eventName, dynamodb: { NewImage, OldImage } }) {
  return eventName === 'MODIFY' && NewImage.state.S !== OldImage?.state.S && NewImage.state.S in texts;
}
