import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { diary, Figures } from '@clinic';

const figures = new Figures(new CloudWatchClient({}));
const book = diary();

export const handler = async ({ id }: { id: string }) => {
  const visit = await book.find(id);
  if (!visit) {
    await figures.count('RemindersDropped');
    return { reminded: false };
  }
  await figures.count('RemindersSent');
  return { reminded: true, text: `${visit.animal} is expected on ${visit.at}` };
};
