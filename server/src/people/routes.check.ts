import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from './access.js';

/** Where the framework keeps a handler's path. */
const PATH = 'path';

/** Every route that does not say who may call it, as `UnitController.list`. */
export function undeclaredRoutes(app: INestApplication): string[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => {
      if (!metatype || Reflect.hasMetadata(ACCESS, metatype)) return [];
      const { prototype } = metatype as { prototype: Record<string, object> };
      return scanner
        .getAllMethodNames(prototype)
        .filter(name => Reflect.hasMetadata(PATH, prototype[name] as object) && !Reflect.hasMetadata(ACCESS, prototype[name] as object))
        .map(name => `${metatype.name}.${name}`);
    });
}

/** Refuses to start while a route is undeclared: nobody could call it, and nobody would notice. */
export function checkRoutes(app: INestApplication): void {
  const undeclared = undeclaredRoutes(app);
  if (undeclared.length > 0) throw new Error(`routes that do not declare who may call them: ${undeclared.join(', ')}`);
}
