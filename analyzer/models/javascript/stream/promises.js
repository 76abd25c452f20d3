export { finished, pipeline } from "stream";
