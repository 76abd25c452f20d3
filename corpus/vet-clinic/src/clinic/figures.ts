import { CloudWatchClient, PutMetricDataCommand, StandardUnit } from '@aws-sdk/client-cloudwatch';

const NAMESPACE = 'VetClinic';

/** Figures that the practice manager watches. */
export class Figures {
  constructor(private readonly cloudwatch: CloudWatchClient) {}

  count(what: string, value = 1): Promise<unknown> {
    return this.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: NAMESPACE,
        MetricData: [{ MetricName: what, Value: value, Unit: StandardUnit.Count }],
      }),
    );
  }
}
