export interface Visit {
  id: string;
  owner: string;
  animal: string;
  vet: string;
  /** Day and time, ISO 8601. */
  at: string;
  minutes: number;
}

export const dayOf = (visit: Pick<Visit, 'at'>): string => visit.at.slice(0, 10);
