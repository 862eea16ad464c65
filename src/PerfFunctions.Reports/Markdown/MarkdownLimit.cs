using System.Globalization;
using System.Text;

namespace PerfFunctions.Reports.Markdown;

/// <summary>Puts blocks together within a length, cutting only between rows and blocks and saying what was cut.</summary>
internal static class MarkdownLimit
{
    // Space for the longest sentence about what was cut.
    private const int Reserve = 200;

    /// <summary>The blocks as one text of at most <paramref name="limit"/> bytes, <paramref name="last"/> always at the end.</summary>
    public static string Join(IReadOnlyList<MarkdownBlock> blocks, string last, int limit)
    {
        int room = limit - Bytes(last) - Reserve;
        var text = new StringBuilder();
        int rowsLeft = 0;
        int blocksLeft = 0;
        foreach (MarkdownBlock block in blocks)
        {
            int fitting = rowsLeft + blocksLeft > 0 ? -1 : FittingRows(block, room - 1);
            if (fitting < 0)
            {
                blocksLeft++;
                continue;
            }

            string part = string.Concat([block.Opening, .. block.Rows.Take(fitting).Select(row => $"{row}\n"), "\n"]);
            text.Append(part);
            room -= Bytes(part);
            rowsLeft += block.Rows.Count - fitting;
        }

        return text.Append(Cut(rowsLeft, blocksLeft)).Append(last).Append('\n').ToString();
    }

    // -1 when not even the opening fits, or no row of a block that has rows.
    private static int FittingRows(MarkdownBlock block, int room)
    {
        room -= Bytes(block.Opening);
        int rows = 0;
        while (room >= 0 && rows < block.Rows.Count && Bytes(block.Rows[rows]) + 1 <= room)
        {
            room -= Bytes(block.Rows[rows]) + 1;
            rows++;
        }

        return room < 0 || (rows == 0 && block.Rows.Count > 0) ? -1 : rows;
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static string Cut(int rows, int blocks)
    {
        if (rows + blocks == 0)
        {
            return "";
        }

        string[] parts =
        [
            .. rows > 0 ? [Plural(rows, "row")] : Array.Empty<string>(),
            .. blocks > 0 ? [Plural(blocks, "section")] : Array.Empty<string>(),
        ];
        return $"_Shortened: {string.Join(" and ", parts)} omitted; the full report has them._\n\n";
    }

    private static string Plural(int count, string noun) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
