// What decorators say about modules, controllers and providers; `@nestjs/core` makes the application of it.
import { unknown } from "#native";
import { injected } from "#injection";

export function Module(metadata) { return (target) => { target.__module = metadata; }; }
export function Global() { return () => undefined; }
export function Injectable() { return () => undefined; }
export function Controller() { return () => undefined; }
export function Catch() { return () => undefined; }
export function Inject(token) { return injected(token); }
export function Optional() { return () => undefined; }
export function forwardRef(give) { return give(); }

function route() {
  return (target, name, descriptor) => {
    if (!target.__routes) target.__routes = [];
    target.__routes.push(name);
  };
}
export const Get = route, Post = route, Put = route, Patch = route, Delete = route, Head = route, Options = route, All = route;
export const Sse = route, Search = route;

// What stands before and behind a route is made and asked like the route itself.
function around(...parts) {
  return (target) => {
    if (!target.__around) target.__around = [];
    for (const part of parts) target.__around.push(part);
  };
}
export const UseGuards = around, UseInterceptors = around, UsePipes = around, UseFilters = around;

function nothing() { return () => undefined; }
export const Body = nothing, Param = nothing, Query = nothing, Headers = nothing, Req = nothing, Request = nothing, Res = nothing;
export const Response = nothing, Next = nothing, Ip = nothing, HostParam = nothing, Session = nothing, UploadedFile = nothing;
export const UploadedFiles = nothing, HttpCode = nothing, Header = nothing, Redirect = nothing, Render = nothing, Version = nothing;
export const SetMetadata = nothing, SerializeOptions = nothing;
export function applyDecorators(...decorators) { return (...target) => { for (const one of decorators) one(...target); }; }
export function createParamDecorator(read) { return nothing; }

export class Logger { __getattr__(name) { return () => undefined; } static __getattr__(name) { return () => undefined; } }
export class ConsoleLogger extends Logger {}
export class HttpException extends Error { getStatus() { return unknown(); } getResponse() { return unknown(); } }
export class BadRequestException extends HttpException {}
export class UnauthorizedException extends HttpException {}
export class ForbiddenException extends HttpException {}
export class NotFoundException extends HttpException {}
export class ConflictException extends HttpException {}
export class UnprocessableEntityException extends HttpException {}
export class InternalServerErrorException extends HttpException {}
export class ValidationPipe {}
export class ParseIntPipe {}
export class ParseUUIDPipe {}
export class ParseBoolPipe {}
export class DefaultValuePipe {}
export class ClassSerializerInterceptor {}
