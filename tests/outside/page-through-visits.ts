// A small client with the types generated from the OpenAPI document: walks a list filtered by two values.
import createClient from "openapi-fetch";
import type { paths } from "./api";

declare const process: { argv: string[] };

const client = createClient<paths, "application/json">({ baseUrl: `http://${process.argv[2]}` });
const dates: string[] = [];
let cursor: string | undefined;
do {
  const { data, error } = await client.GET("/v1/visits", {
    params: { query: { host: ["Kazakhstan", "MNG"], type: ["official_visit", "unspecified"], limit: 2, cursor } },
  });
  if (error !== undefined) {
    throw new Error(JSON.stringify(error));
  }
  dates.push(...data.items.map((visit) => visit.date?.edtf ?? "undated"));
  cursor = new URLSearchParams(data.next?.split("?")[1]).get("cursor") ?? undefined;
} while (cursor !== undefined);

const { data: one } = await client.GET("/v1/visits/{id}", {
  params: { path: { id: "khurelsukh-nur-sultan" }, query: { fields: ["guests"] } },
});
console.log(JSON.stringify({ dates, guest: one?.item.guests?.[0]?.name }));
