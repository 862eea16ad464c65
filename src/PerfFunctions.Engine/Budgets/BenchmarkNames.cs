using System.Text;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>
/// Finds the metric of a benchmark that a budget names: <c>bench.Sorting.QuickSort(N: 1000).mean</c>. Values of parameters and
/// types may hold blanks, dots and operators, so that a name ends only outside of its brackets.
/// </summary>
public static class BenchmarkNames
{
    /// <summary>What a problem names as right for the name of a benchmark and its metric.</summary>
    public const string Allowed = "bench.TYPE.METHOD.METRIC, such as bench.Sorting.QuickSort.mean or bench.Sorting.QuickSort(N: 1000).p95";

    /// <summary>A rule as messages show it.</summary>
    public const string Example = "bench.Sorting.QuickSort.mean < 2ms";

    private const string Prefix = BenchmarkMetric.Subject + ".";

    // A type, a method, a metric.
    private const int MinParts = 3;

    private static readonly IReadOnlyList<MetricDefinition> Metrics = MetricCatalog.Of(MetricKind.Benchmark);

    /// <summary>A name in the form in which names are compared: without blanks, but for those between quotes.</summary>
    public static string Canonical(string name)
    {
        StringBuilder text = new(name.Length);
        for (int i = 0; i < name.Length;)
        {
            int end = EndOfQuote(name, i);
            text.Append(char.IsWhiteSpace(name[i]) ? "" : name[i..end]);
            i = end;
        }

        return text.ToString();
    }

    /// <summary>Characters of the name that a budget begins with.</summary>
    internal static int LengthOf(string expression) =>
        NextOutside(expression, 0, c => char.IsWhiteSpace(c) || BudgetParser.OperatorCharacters.Contains(c, StringComparison.Ordinal));

    /// <summary>The metric.</summary>
    /// <exception cref="BudgetRefusedException">It is not a name of a benchmark with a metric.</exception>
    internal static NamedMetric Resolve(Word name)
    {
        if (!name.Text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new BudgetRefusedException(name.Column, $"a rule for a benchmark begins with '{Prefix}'", Allowed);
        }

        Word rest = new(name.Text[Prefix.Length..], name.Column + Prefix.Length);
        Word[] parts = [.. Split(rest)];
        if (parts.Length < MinParts)
        {
            throw new BudgetRefusedException(rest.Column, $"'{rest.Text}' does not name a type, a method and a metric", Allowed);
        }

        (MetricDefinition metric, string aggregate) = FindMetric(parts[^1]);
        bool isTimeNamed = aggregate.Length > 0 && parts.Length > MinParts && parts[^2].Text == metric.Name;
        Word last = isTimeNamed ? parts[^2] : parts[^1];
        string benchmark = rest.Text[..(last.Column - rest.Column - 1)];
        return new NamedMetric(
            new MetricReference(Canonical(benchmark), metric.Name, aggregate.Length > 0 ? aggregate : metric.DefaultAggregate), metric);
    }

    private static (MetricDefinition Metric, string Aggregate) FindMetric(Word word)
    {
        if (Metrics.FirstOrDefault(m => m.Name == word.Text) is { } named)
        {
            return (named, "");
        }

        string aggregate = MetricCatalog.CanonicalAggregate(word.Text);
        string[] choices = [.. Metrics.SelectMany(m => m.Aggregates), .. Metrics.Select(m => m.Name)];
        return Metrics.FirstOrDefault(m => m.Aggregates.Contains(aggregate)) is { } metric
            ? (metric, aggregate)
            : throw new BudgetRefusedException(word.Column,
                word.Text.Length == 0 ? "the metric is missing" : $"a benchmark has no metric '{word.Text}'{Spelling.Hint(word.Text, choices)}",
                string.Join(", ", choices));
    }

    private static IEnumerable<Word> Split(Word name)
    {
        for (int from = 0; from <= name.Text.Length;)
        {
            int end = NextOutside(name.Text, from, c => c == '.');
            yield return new Word(name.Text[from..end], name.Column + from);
            from = end + 1;
        }
    }

    // The first character outside of brackets and quotes that ends a part; the end of the text when there is none.
    private static int NextOutside(string text, int from, Func<char, bool> ends)
    {
        Stack<char> open = [];
        for (int i = from; i < text.Length;)
        {
            char closing = ClosingOf(text, i);
            if (open.Count > 0 && text[i] == open.Peek())
            {
                open.Pop();
            }
            else if (closing != '\0')
            {
                open.Push(closing);
            }
            else if (open.Count == 0 && ends(text[i]))
            {
                return i;
            }

            i = open.Count > 0 ? EndOfQuote(text, i) : i + 1;
        }

        return text.Length;
    }

    // An operator stands before a limit, which begins with a digit or a blank; a letter begins a type.
    private static char ClosingOf(string text, int at) => text[at] switch
    {
        '(' => ')',
        '[' => ']',
        '<' when at > 0 && char.IsLetterOrDigit(text[at - 1]) && at + 1 < text.Length && char.IsLetter(text[at + 1]) => '>',
        _ => '\0',
    };

    // The index after a text or character in quotes that begins here; the next index where none does.
    private static int EndOfQuote(string text, int at)
    {
        if (text[at] == '\'' && at + 2 < text.Length && text[at + 2] == '\'')
        {
            return at + 3;
        }

        if (text[at] != '"')
        {
            return at + 1;
        }

        int end = at + 1;
        while (end < text.Length && text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        return Math.Min(text.Length, end + 1);
    }
}
