//! Workbooks: lists as sheets for spreadsheets. The columns are those of CSV; numbers are numbers, days are dates, and everything
//! else is text, so that codes keep their zeros and no text is run as a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use crate::csv::CsvColumn;

/// The most rows of a workbook, which is made in memory.
pub const MAX_ROWS: usize = 20_000;

/// The most characters that a spreadsheet takes in a cell. A longer text ends with an ellipsis.
const MAX_CELL: usize = 32_767;

/// The width of a column, in characters.
const COLUMN_WIDTH: f64 = 18.0;

/// A list on its way into a sheet.
#[derive(Debug)]
pub struct Sheet {
    pub name: String,
    pub columns: Vec<CsvColumn>,
    /// Items as they are stored, at most [`MAX_ROWS`] in all sheets together.
    pub items: Vec<String>,
}

/// A workbook of these sheets, as the bytes of its file. The same sheets give the same bytes.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day on which a file is made would differ between two servers of the same data.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (column, number) in sheet.columns.iter().zip(0..) {
            worksheet.write_with_format(0, number, &column.name, &bold)?;
            worksheet.set_column_width(number, COLUMN_WIDTH)?;
        }
        for (item, row) in sheet.items.iter().zip(1..) {
            let item = serde_json::from_str(item).expect("stored items are JSON: tests/stored.rs");
            write_row(worksheet, row, &sheet.columns, &item, &day)?;
        }
    }
    workbook.save_to_buffer()
}

fn write_row(
    worksheet: &mut Worksheet,
    row: u32,
    columns: &[CsvColumn],
    item: &Value,
    day_format: &Format,
) -> Result<(), XlsxError> {
    for (column, number) in columns.iter().zip(0..) {
        match column.value(item) {
            Value::Null => {}
            Value::Bool(flag) => drop(worksheet.write_boolean(row, number, flag)?),
            Value::Number(value) => {
                let value = value
                    .as_f64()
                    .expect("items hold no numbers that JSON cannot");
                worksheet.write_number(row, number, value)?;
            }
            Value::String(text) => match day(&text).filter(|_| column.is_day()) {
                Some(day) => drop(worksheet.write_with_format(row, number, &day, day_format)?),
                None => drop(worksheet.write_string(row, number, fitting(text))?),
            },
            Value::Array(_) | Value::Object(_) => unreachable!("cells hold single values"),
        }
    }
    Ok(())
}

/// The first day on which all spreadsheets agree: some take 1900 for a leap year. Earlier days stay text.
const FIRST_DAY: &str = "1900-03-01";

/// A day as spreadsheets count it.
fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = Some(text).filter(|text| *text >= FIRST_DAY)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn fitting(text: String) -> String {
    // Spreadsheets count UTF-16 units, of which a character has one or two.
    if text.encode_utf16().count() <= MAX_CELL {
        return text;
    }
    text.chars().take(MAX_CELL / 2 - 1).chain(['…']).collect()
}
