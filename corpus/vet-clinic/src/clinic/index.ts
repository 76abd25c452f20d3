export { diary } from './documents';
export * from './figures';
export { Seal } from './seal';
export { dayOf, type Visit } from './visit';
