//! Tables as people load them: CSV whose parallel lists align, and workbooks.

use std::io::Cursor;

use axum::http::Method;
use bilateral::kinds;
use calamine::{Data, DataType as _, Range, Reader as _, Xlsx};

use crate::client::{get, ids, ok, rejections, send, text};
use crate::lists::lists;

/// The rows of a CSV, the header first.
fn rows(body: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(body.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// A sheet of a workbook.
fn sheet(bytes: Vec<u8>, name: &str) -> Range<Data> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range(name).unwrap()
}

#[test]
fn columns_of_one_list_have_a_slot_for_every_entry() {
    let mut compared = 0;
    for list in lists() {
        let items = list.items();
        let table = rows(&get(&list.url_in(".csv", "")).body);
        let header = &table[0];
        for (item, row) in items.iter().zip(&table[1..]) {
            for (key, entries) in item.as_object().unwrap() {
                let Some(entries) = entries.as_array().filter(|list| !list.is_empty()) else {
                    continue;
                };
                let columns = header.iter().zip(row);
                for (column, cell) in
                    columns.filter(|(name, _)| *name == key || name.starts_with(&format!("{key}_")))
                {
                    let slots = cell.split("; ").count();
                    assert_eq!(
                        slots,
                        entries.len(),
                        "{column} of {} is {cell:?}",
                        item["id"]
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 500, "{compared} cells");
    let facts = get("/v1/discrepancies.csv?id=import-direction&fields=facts").body;
    let row = &rows(&facts)[1];
    assert_eq!(row.last().unwrap(), "; ; ; ; ; ");
}

#[test]
fn a_workbook_has_the_rows_of_the_csv() {
    for list in lists() {
        let response = get(&list.url_in(".xlsx", ""));
        assert_eq!(response.status, 200, "{}", list.name);
        let expected = rows(&get(&list.url_in(".csv", "")).body);
        let cells = sheet(response.bytes, &list.name);
        assert_eq!(cells.height(), expected.len(), "{}", list.name);
        for (row, expected) in cells.rows().zip(&expected) {
            for (cell, expected) in row.iter().zip(expected) {
                assert_eq!(
                    shown(cell),
                    expected.trim_start_matches('\''),
                    "{}",
                    list.name
                );
            }
        }
    }
}

/// A cell as CSV writes it.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Bool(flag) => flag.to_string(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.as_string().unwrap(),
    }
}

#[test]
fn a_workbook_has_numbers_days_and_codes_in_their_own_types() {
    let trade = sheet(
        get("/v1/trade.xlsx?relation=kazakhstan-mongolia").bytes,
        "trade",
    );
    let cell = |range: &Range<Data>, name: &str, row: usize| {
        let header = range.rows().next().unwrap();
        let column = header.iter().position(|cell| cell == name).unwrap();
        range.rows().nth(row).unwrap()[column].clone()
    };
    assert_eq!(cell(&trade, "amount_value", 1), Data::Float(68_200_000.0));
    assert_eq!(
        cell(&trade, "date_edtf", 1),
        Data::String("2017".to_owned())
    );
    assert!(cell(&trade, "date_earliest", 1).is_datetime());
    let goods = sheet(get("/v1/goods.xlsx?id=isl-jpn-books").bytes, "goods");
    assert_eq!(cell(&goods, "hs_code", 1), Data::String("4901".to_owned()));
    // The calendar of spreadsheets begins in 1900.
    let history = sheet(get("/v1/history.xlsx?sort=date&limit=1").bytes, "history");
    assert!(cell(&history, "date_latest", 1).is_string());
}

#[test]
fn the_whole_data_set_is_a_workbook_with_a_sheet_for_each_list() {
    let response = get("/v1/dataset.xlsx");
    assert_eq!(response.bytes, get("/v1/dataset.xlsx").bytes);
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(response.bytes.clone())).unwrap();
    let lists = kinds::all().map(|kind| kind.path()[4..].to_owned());
    let lists: Vec<String> = lists
        .chain(["timeline", "dataset"].map(str::to_owned))
        .collect();
    assert_eq!(workbook.sheet_names(), lists);
    let visits = sheet(response.bytes.clone(), "visits");
    assert_eq!(visits.height() - 1, ids("/v1/visits").len());
    let version = text(&ok("/v1/dataset")["dataset"]);
    assert!(response.header("content-disposition").contains(&version));
}

#[test]
fn workbooks_are_negotiated_and_named_after_their_list() {
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let response = send(Method::GET, "/v1/visits", &[("accept", media_type)]);
    assert_eq!((response.status, response.media_type()), (200, media_type));
    assert_eq!(
        response.header("content-disposition"),
        "inline; filename=\"visits.xlsx\""
    );
    let one = sheet(
        get("/v1/visits/minister-akureyri.xlsx?fields=title").bytes,
        "visits",
    );
    assert_eq!((one.height(), one.width()), (2, 2));
}

#[test]
fn csv_starts_with_a_byte_order_mark_where_the_request_asks_for_it() {
    for path in ["/v1/visits.csv", "/v1/visits/minister-akureyri.csv"] {
        let plain = get(path).body;
        assert_eq!(
            get(&format!("{path}?header=bom")).body,
            format!("\u{feff}{plain}")
        );
    }
    assert_eq!(
        rejections("/v1/visits.csv?header=no"),
        ["header invalid no"]
    );
    assert_eq!(rejections("/v1/visits?header=bom"), ["header unknown null"]);
}
