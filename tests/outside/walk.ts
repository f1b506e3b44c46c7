// A small client over the types made from the OpenAPI document: walks the visits by `next`.
import type { components } from "./api";

declare const process: { argv: string[] };

type Visits = components["schemas"]["VisitList"];
type Visit = components["schemas"]["Visit"];

export async function visits(address: string): Promise<Visit[]> {
  const found: Visit[] = [];
  let path: string | null = "/v1/visits?limit=2";
  while (path !== null) {
    const page: Visits = (await (await fetch(`http://${address}${path}`)).json()) as Visits;
    found.push(...(page.items as Visit[]));
    path = page.next;
  }
  return found;
}

const all = await visits(process.argv[2]!);
const dated: string[] = all.map((visit) => visit.date?.edtf ?? "undated");
const guests: (string | null)[] = all.map((visit) => visit.guest.name);
console.log(JSON.stringify({ dated, guests }));
