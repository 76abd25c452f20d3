import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

export type Size = 'small' | 'family' | 'kitchen';

export interface Box {
  depot: string;
  box: string;
  size: Size;
  door: string;
}

abstract class Table {
  protected readonly documents = DynamoDBDocument.from(new DynamoDB({}));
  protected abstract readonly name: string;

  protected write(item: object) {
    return this.documents.put({ TableName: this.name, Item: item });
  }

  protected erase(key: Record<string, string>) {
    return this.documents.delete({ TableName: this.name, Key: key });
  }
}

export class Boxes extends Table {
  protected readonly name = process.env.BOXES_TABLE!;

  async add(box: Box): Promise<Box> {
    await this.write({ ...box, packed: 0, since: new Date().toISOString() });
    return box;
  }

  cancel({ depot, box }: Pick<Box, 'depot' | 'box'>) {
    return this.erase({ depot, box });
  }
}
