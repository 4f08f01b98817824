# The server as an image: built in one stage, and in the last nothing but Node.js, the bundle and its papers.
# Built by .github/workflows/release.yml. No test in this repository builds it: test/packaging/image.test.ts reads these lines,
# and runs the bundle as the last stage does.
#
# Digests are those that the registries gave for these tags in November 2026. Dependabot (.github/dependabot.yml) proposes newer ones.

FROM --platform=$BUILDPLATFORM node:24-trixie-slim@sha256:8ec5d7557396cfe32d21c3f9c13072355ceab22b584578ca4bb28af31120cffe AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run --silent build

FROM gcr.io/distroless/nodejs24-debian13:nonroot@sha256:9eeb7f5887d0e239e78264b06f7f11d2e14be534050481803a9e4728fcdd278e
# The version, the revision and the source are labels that the workflow adds, as it alone knows them.
LABEL org.opencontainers.image.title="contentstack-cma-mcp" \
      org.opencontainers.image.description="MCP server for Contentstack's Content Management API: what a management token may do, as tools" \
      org.opencontainers.image.licenses="MIT" \
      io.modelcontextprotocol.server.name="io.github.contentstack-cma-mcp/contentstack-cma-mcp"
WORKDIR /app
COPY --from=build /build/LICENSE /build/dist/THIRD-PARTY-NOTICES.txt /build/dist/sbom.cdx.json ./
# By this ending Node.js knows it for a module, without a package.json beside it.
COPY --from=build /build/dist/main.js ./main.mjs
COPY --from=build /build/dist/lib ./lib
USER 65532:65532
STOPSIGNAL SIGTERM
# It speaks stdio unless told otherwise. There is no shell in here for a HEALTHCHECK; docs/serving.md has one that needs none.
ENTRYPOINT ["/nodejs/bin/node", "/app/main.mjs"]
