import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { dayOf, type Visit } from './visit';

export interface DiaryTables {
  visits: string;
  vets?: string;
}

/** The clinic's diary: visits, and how many minutes of each vet's day are taken. */
export class Diary {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tables: DiaryTables,
  ) {}

  async book(visit: Visit): Promise<void> {
    await this.documents.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: this.tables.visits,
              Item: { ...visit },
              ConditionExpression: 'attribute_not_exists(id)',
            },
          },
          { Update: this.minutes(visit, visit.minutes) },
        ],
      }),
    );
  }

  async cancel(visit: Visit): Promise<void> {
    await this.documents.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName: this.tables.visits, Key: { id: visit.id } } },
          { Update: this.minutes(visit, -visit.minutes) },
        ],
      }),
    );
  }

  async find(id: string): Promise<Visit | undefined> {
    const answer = await this.documents.send(new GetCommand({ TableName: this.tables.visits, Key: { id } }));
    return answer.Item as Visit | undefined;
  }

  async ofOwner(owner: string): Promise<Visit[]> {
    const { Items = [] } = await this.documents.send(
      new QueryCommand({
        TableName: this.tables.visits,
        IndexName: 'owner-index',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': owner },
      }),
    );
    return Items as Visit[];
  }

  async attach(id: string, report: string, seal: string): Promise<void> {
    await this.documents.send(
      new UpdateCommand({
        TableName: this.tables.visits,
        Key: { id },
        UpdateExpression: 'SET report = :report, seal = :seal',
        ExpressionAttributeValues: { ':report': report, ':seal': seal },
      }),
    );
  }

  private minutes(visit: Visit, minutes: number) {
    return {
      TableName: this.tables.vets,
      Key: { vet: visit.vet, day: dayOf(visit) },
      UpdateExpression: 'ADD minutes :minutes',
      ExpressionAttributeValues: { ':minutes': minutes },
    };
  }
}
