using System.Text;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Reads CSV as RFC 4180 describes it: a separator, quotes, doubled quotes; lines end in LF or CRLF.</summary>
internal sealed class CsvRows
{
    private readonly string _text;
    private readonly List<string> _problems;
    private readonly char _separator;
    private int _at;
    private int _line = 1;

    private CsvRows(string text, char separator, List<string> problems)
    {
        _text = text;
        _separator = separator;
        _problems = problems;
    }

    /// <summary>The first line as names, the others as rows of as many values.</summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) Read(string text, char separator, List<string> problems)
    {
        text = WithoutBlankEnd(text);
        CsvRows reader = new(text, separator, problems);
        if (text.Length == 0)
        {
            problems.Add("line 1: the names of the columns are missing");
            return ([], []);
        }

        List<string> columns = reader.ReadRecord();
        List<IReadOnlyList<string>> rows = [];
        while (reader._at < text.Length)
        {
            int line = reader._line;
            List<string> row = reader.ReadRecord();
            rows.Add(row);
            if (row.Count != columns.Count)
            {
                problems.Add($"line {line}: {row.Count} values for {columns.Count} columns");
            }
        }

        return (columns, rows);
    }

    private List<string> ReadRecord()
    {
        List<string> values = [];
        do
        {
            values.Add(_at < _text.Length && _text[_at] == '"' ? ReadQuoted() : ReadPlain());
        }
        while (TakeSeparator());
        TakeLineEnd();
        return values;
    }

    private string ReadPlain()
    {
        int start = _at;
        while (!IsAtEndOfValue())
        {
            _at++;
        }

        string value = _text[start.._at];
        if (value.Contains('"', StringComparison.Ordinal))
        {
            _problems.Add($"line {_line}: a quote inside an unquoted value; quote the value and double the quote");
        }

        return value;
    }

    private string ReadQuoted()
    {
        int startLine = _line;
        StringBuilder value = new();
        _at++;
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            bool isDoubled = c == '"' && _at < _text.Length && _text[_at] == '"';
            if (c == '"' && !isDoubled)
            {
                SkipAfterQuote();
                return value.ToString();
            }

            _at += isDoubled ? 1 : 0;
            _line += c == '\n' ? 1 : 0;
            value.Append(c);
        }

        _problems.Add($"line {startLine}: a quote is not closed");
        return value.ToString();
    }

    private void SkipAfterQuote()
    {
        if (!IsAtEndOfValue())
        {
            _problems.Add($"line {_line}: text after a closing quote; double a quote that is part of the value");
        }

        while (!IsAtEndOfValue())
        {
            _at++;
        }
    }

    private bool IsAtEndOfValue() => _at >= _text.Length || _text[_at] == _separator || _text[_at] == '\n' || IsAtCarriageReturn();

    private bool IsAtCarriageReturn() => _text[_at] == '\r' && (_at + 1 == _text.Length || _text[_at + 1] == '\n');

    private bool TakeSeparator()
    {
        bool isThere = _at < _text.Length && _text[_at] == _separator;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    // Editors and programs end a file with empty lines, which are no rows.
    private static string WithoutBlankEnd(string text)
    {
        while (true)
        {
            text = text.TrimEnd('\r', '\n');
            int last = text.LastIndexOf('\n') + 1;
            if (last == 0 || text.AsSpan(last).ContainsAnyExcept(' ', '\r'))
            {
                return text;
            }

            text = text[..last];
        }
    }

    private void TakeLineEnd()
    {
        _at += _at < _text.Length && _text[_at] == '\r' ? 1 : 0;
        _at += _at < _text.Length && _text[_at] == '\n' ? 1 : 0;
        _line++;
    }
}
