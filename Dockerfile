# A static binary and its loaded database, nothing else: no shell, no libraries, no privileges, no writable paths.
# `deploy/try-image` builds and tests it.
FROM docker.io/library/rust:1.95-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY migrations migrations
COPY seeds seeds
COPY src src
# The manifest names this file, and cargo rejects a manifest whose targets are missing.
COPY tests/outside/main.rs tests/outside/main.rs
# Links the C library statically. An explicit --target keeps the flag away from build scripts and proc macros, which must stay
# dynamic to be loaded.
ENV RUSTFLAGS="-C target-feature=+crt-static"
RUN target="$(rustc --print host-tuple)" \
 && cargo build --locked --profile dist --target "$target" \
 && install -D "target/$target/dist/bilateral" /image/bilateral \
 && /image/bilateral migrate --database /image/bilateral.sqlite \
 && chmod 444 /image/bilateral.sqlite

FROM scratch
LABEL org.opencontainers.image.title="bilateral" \
      org.opencontainers.image.description="Facts about bilateral relations, each traced to its source, as a fast read-only REST API" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
COPY --from=build /image /
ENV BILATERAL_DATABASE=/bilateral.sqlite BILATERAL_LISTEN=0.0.0.0:8080 BILATERAL_LOG=json
USER 65534:65534
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=5s CMD ["/bilateral", "health"]
ENTRYPOINT ["/bilateral"]
CMD ["serve"]
