// Settings are the environment.
import { environment } from "#native";

export class ConfigService {
  get(name, fallback) { return fallback ? environment[name] ?? fallback : environment[name]; }
  getOrThrow(name) { return environment[name]; }
}
export class ConfigModule {
  static forRoot() { return { module: ConfigModule, providers: [ConfigService] }; }
  static forFeature() { return { module: ConfigModule, providers: [ConfigService] }; }
}
export function registerAs(name, make) { return make; }
