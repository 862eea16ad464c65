using System.Runtime.CompilerServices;
using System.Text;

namespace PerfFunctions.Cli.Init;

/// <summary>Reads lines of a file of any size; a line that is too long is given as null, and skipped.</summary>
internal static class BoundedLines
{
    private const int MaxLength = 16_384;

    /// <summary>The lines, without their ends; empty ones left out.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async IAsyncEnumerable<string?> ReadAsync(TextReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        char[] buffer = new char[MaxLength];
        StringBuilder line = new();
        bool isTooLong = false;
        int read;
        while ((read = await reader.ReadAsync(buffer.AsMemory(), cancellationToken)) > 0)
        {
            int start = 0;
            while (Array.IndexOf(buffer, '\n', start, read - start) is >= 0 and var end)
            {
                isTooLong |= line.Length + end - start > MaxLength;
                string? whole = isTooLong ? null : line.Append(buffer, start, end - start).ToString().TrimEnd('\r');
                if (whole is not "")
                {
                    yield return whole;
                }

                line.Clear();
                (start, isTooLong) = (end + 1, false);
            }

            isTooLong |= line.Length + read - start > MaxLength;
            line.Append(buffer, start, isTooLong ? 0 : read - start);
        }

        if (isTooLong || line.Length > 0)
        {
            yield return isTooLong ? null : line.ToString().TrimEnd('\r');
        }
    }
}
