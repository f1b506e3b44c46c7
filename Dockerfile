# The program with its data set loaded, for a user without rights on a file system that may be read-only.
FROM docker.io/library/rust:1.95-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY tests tests
COPY migrations migrations
COPY seeds seeds
RUN cargo build --locked --profile dist \
 && target/dist/bilateral migrate --database /build/bilateral.sqlite

FROM docker.io/library/debian:bookworm-slim
COPY --from=build /build/target/dist/bilateral /usr/local/bin/bilateral
COPY --from=build /build/bilateral.sqlite /data/bilateral.sqlite
ENV BILATERAL_DATABASE=/data/bilateral.sqlite BILATERAL_LISTEN=0.0.0.0:8080 BILATERAL_LOG=json
USER 65534:65534
EXPOSE 8080
ENTRYPOINT ["bilateral"]
CMD ["serve"]
