using CsCheck;
using PerfFunctions.Engine.Plans.Reading.Load;

namespace PerfFunctions.Engine.Tests.Plans.Reading.Load;

public class FeedFileTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4")]
    [InlineData("\uFEFFa,b\n1,2\n3,4")]
    [InlineData("a,b\n1,2\n3,4\n\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n  \r\n\r\n")]
    [InlineData("\"a\",\"b\"\n\"1\",2\n3,\"4\"\r\n")]
    public void Csv_is_read_with_either_line_end_with_quotes_or_without(string text)
    {
        FeedRows rows = Csv(text);
        Assert.Equal(["a", "b"], rows.Columns);
        Assert.Equal([["1", "2"], ["3", "4"]], rows.Rows);
    }

    [Fact]
    public void Quotes_hold_commas_line_breaks_and_doubled_quotes() =>
        Assert.Equal([["x, y", "say \"hi\"\r\nto all", ""]], Csv("a,b,c\n\"x, y\",\"say \"\"hi\"\"\r\nto all\",").Rows);

    [Theory]
    [InlineData("", "line 1: the names of the columns are missing")]
    [InlineData("a,b", "it has no rows")]
    [InlineData("a,b\n1,2\n3\n", "line 3: 1 values for 2 columns")]
    [InlineData("a,b\n\"1\n\n\",2\n3\n", "line 5: 1 values for 2 columns")]
    [InlineData("a,b\n1,2\n\n3,4", "line 3: 1 values for 2 columns")]
    [InlineData("a\nx\n\"y\n", "line 3: a quote is not closed")]
    [InlineData("a\nx\"y\"", "line 2: a quote inside an unquoted value")]
    [InlineData("a\n\"x\"y", "line 2: text after a closing quote")]
    [InlineData("a,a\n1,2", "the column 'a' is listed twice")]
    [InlineData("a,user name\n1,2", "the column 'user name' has a name that")]
    [InlineData("a\n1\n2\n3\n4\n5\n6", "6 rows are too many; at most 5")]
    public void A_mistake_in_csv_is_reported_with_its_line(string text, string problem)
    {
        FeedRows rows = Csv(text);
        Assert.StartsWith(problem, Assert.Single(rows.Problems), StringComparison.Ordinal);
        Assert.Empty(rows.Rows);
    }

    [Fact]
    public void Json_objects_become_rows_whose_numbers_keep_their_digits()
    {
        FeedRows rows = FeedFile.Read("""[ { "id": 1.50, "name": "é\n" }, { "name": null, "id": true } ]""", isJson: true, 5);
        Assert.Equal(["id", "name"], rows.Columns);
        Assert.Equal([["1.50", "é\n"], ["true", ""]], rows.Rows);
    }

    [Theory]
    [InlineData("[", "line 1: this is not valid JSON")]
    [InlineData("{}", "this is not a list of objects")]
    [InlineData("[1]", "this is not a list of objects")]
    [InlineData("[]", "it has no rows")]
    [InlineData("[{\"a\":1},{\"b\":1}]", "row 2: its keys differ from those of the first row: a")]
    [InlineData("[{\"a\":[]}]", "row 1: 'a' is not text, a number, a Boolean or null")]
    [InlineData("[{\"a\":\"\\ud800\"}]", "it contains text that is not valid Unicode")]
    public void A_mistake_in_json_is_reported_with_its_row(string text, string problem) =>
        Assert.StartsWith(problem, Assert.Single(FeedFile.Read(text, isJson: true, 5).Problems), StringComparison.Ordinal);

    [Fact]
    public void Many_mistakes_are_reported_up_to_a_limit_and_then_counted() =>
        Assert.Equal("980 more problems are not listed",
            FeedFile.Read("a,b\n" + string.Concat(Enumerable.Repeat("1\n", 1000)), isJson: false, 5000).Problems[^1]);

    [Fact]
    public void What_is_written_as_rfc_4180_says_is_read_again() =>
        Gen.Char["ab,\"\r\n é"].Array[0, 5].Select(c => new string(c)).Array[2].Array[1, 5].Sample(rows =>
        {
            string text = "a,b\n" + string.Concat(rows.Select(r => string.Join(',', r.Select(v => $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
            return Csv(text).Rows.SelectMany(r => r).SequenceEqual(rows.SelectMany(r => r));
        });

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.Select(Gen.Char["a,\"\r\n[]{}:1\uD800"].Array[0, 30], Gen.Bool).Sample((text, isJson) =>
        {
            FeedRows rows = FeedFile.Read(new string(text), isJson, 5);
            return rows.Problems.Count > 0 ? rows.Rows.Count == 0 : rows.Rows.All(r => r.Count == rows.Columns.Count);
        });

    private static FeedRows Csv(string text) => FeedFile.Read(text, isJson: false, 5);
}
