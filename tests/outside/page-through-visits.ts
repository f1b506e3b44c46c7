// A small client with the types generated from the OpenAPI document: follows `next` through the pages of visits.
import type { components } from "./api";

declare const process: { argv: string[] };

type VisitList = components["schemas"]["VisitList"];
type Visit = components["schemas"]["Visit"];

export async function fetchVisits(address: string): Promise<Visit[]> {
  const visits: Visit[] = [];
  let path: string | null = "/v1/visits?limit=2";
  while (path !== null) {
    const page: VisitList = (await (await fetch(`http://${address}${path}`)).json()) as VisitList;
    visits.push(...(page.items as Visit[]));
    path = page.next;
  }
  return visits;
}

const visits = await fetchVisits(process.argv[2]!);
const dates: string[] = visits.map((visit) => visit.date?.edtf ?? "undated");
const guests: (string | null)[] = visits.map((visit) => visit.guest.name);
console.log(JSON.stringify({ dates, guests }));
