# syntax=docker/dockerfile:1
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
COPY server/package.json server/
COPY admin/package.json admin/
RUN npm install --no-save --no-audit --no-fund
COPY server server
COPY admin admin
RUN npm run build && rm -rf node_modules server/node_modules admin/node_modules \
  && npm install --no-save --no-audit --no-fund --omit=dev --workspace server \
  && rm -rf server/src server/scripts admin/src admin/public

FROM node:20-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=build /app .
COPY seeds seeds
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=1024", "server/dist/main.js"]
