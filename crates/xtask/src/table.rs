//! Plain tables for the terminal: the first column to the left, the others to the right.

/// Sets out rows below their headings; every line ends with a line feed.
pub(crate) fn render(headings: &[&str], rows: &[Vec<String>]) -> String {
    let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
    let lines = || std::iter::once(&headings).chain(rows);
    let column_width =
        |column: usize| lines().filter_map(|line| line.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<usize> = (0..headings.len()).filter_map(column_width).collect();
    lines().map(|line| render_line(line, &widths)).collect()
}

fn render_line(cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, &wanted))| {
        let space = " ".repeat(wanted.saturating_sub(width(cell)));
        if column == 0 { format!("{cell}{space}") } else { format!("  {space}{cell}") }
    });
    let line: String = padded.collect();
    format!("{}\n", line.trim_end())
}

fn width(cell: &str) -> usize {
    cell.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let rows =
            [vec!["поиск".into(), "0.5".into(), "ok".into()], vec!["a".into(), "12.5".into(), String::new()]];
        let expected = "step   seconds  result\nпоиск      0.5      ok\na         12.5\n";
        assert_eq!(render(&["step", "seconds", "result"], &rows), expected);
    }

    #[test]
    fn a_table_may_have_no_rows() {
        assert_eq!(render(&["a", "b"], &[]), "a  b\n");
    }
}
