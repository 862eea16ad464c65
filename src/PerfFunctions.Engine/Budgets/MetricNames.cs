using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Finds the metric that a budget names.</summary>
internal static class MetricNames
{
    /// <exception cref="BudgetRefusedException">There is no such subject, metric or aggregate.</exception>
    public static NamedMetric Resolve(Word name, BudgetSubjects subjects)
    {
        if (subjects.Benchmarks)
        {
            return BenchmarkNames.Resolve(name);
        }

        int dot = name.Text.IndexOf('.', StringComparison.Ordinal);
        string subject = dot < 0 ? name.Text : name.Text[..dot];
        Word rest = new(dot < 0 ? "" : name.Text[(dot + 1)..], name.Column + subject.Length + (dot < 0 ? 0 : 1));
        if (subject == ServerMetric.Subject)
        {
            return ServerNames.Resolve(rest, subjects);
        }

        if (subject == RealUserMetric.Subject)
        {
            return RealUserNames.Resolve(rest, subjects);
        }

        if (IsAllLoad(subject, subjects))
        {
            return AllLoadNames.Resolve(rest);
        }

        MetricKind kind = KindOf(subject, name.Column, subjects);
        MetricDefinition metric = (kind == MetricKind.Page ? FamilyNames.Find(rest, subject, subjects) : SeriesNames.Find(rest, subject, subjects))
            ?? FindMetric(rest, kind);
        if (metric.Name == LoadMetric.Breakpoint && kind == MetricKind.Load && !subjects.Breakpoints.Contains(subject))
        {
            throw new BudgetRefusedException(rest.Column, $"'{subject}' has no breakpoint, because it has no 'until'",
                "a scenario with 'until', such as until: errors > 1% for 10s");
        }

        // What is written may leave the metric out: iterations.p95.
        int written = rest.Text.StartsWith(metric.Name, StringComparison.Ordinal) ? metric.Name.Length : SeriesKey.Iterations.Length;
        return With(subject, metric, rest, written);
    }

    /// <summary>Whether a subject stands for all scenarios together.</summary>
    public static bool IsAllLoad(string subject, BudgetSubjects subjects) =>
        subject == MetricReference.AllLoad && subjects.Scenarios.Count > 0 && !subjects.Scenarios.Contains(subject)
            && !subjects.Pages.Contains(subject);

    /// <summary>A metric with its aggregate or parameter.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="rest">What is written after the subject.</param>
    /// <param name="written">Characters of the metric's name as written.</param>
    public static NamedMetric With(string subject, MetricDefinition metric, Word rest, int written)
    {
        string aggregate = metric.Parameter != MetricParameter.None ? ReadParameter(rest, metric)
            : rest.Text.Length == written ? metric.DefaultAggregate
            : ReadAggregate(new Word(rest.Text[(written + 1)..], rest.Column + written + 1), metric);
        return new NamedMetric(new MetricReference(subject, metric.Name, aggregate), metric);
    }

    private static MetricKind KindOf(string subject, int column, BudgetSubjects subjects)
    {
        if (subjects.Scenarios.Contains(subject))
        {
            return MetricKind.Load;
        }

        if (subjects.Pages.Contains(subject))
        {
            return MetricKind.Page;
        }

        string[] all =
            [.. subjects.Scenarios, .. subjects.Pages, .. subjects.Scenarios.Count > 0 ? [MetricReference.AllLoad] : Array.Empty<string>()];
        throw new BudgetRefusedException(column, $"there is no scenario or page '{subject}'{Spelling.Hint(subject, all)}",
            all.Length == 0 ? "a name in 'load' or 'pages'" : string.Join(", ", all));
    }

    // The longest name wins: bytes.script is a metric, not an aggregate of bytes.
    private static MetricDefinition FindMetric(Word rest, MetricKind kind)
    {
        IReadOnlyList<MetricDefinition> metrics = MetricCatalog.Of(kind);
        MetricDefinition? found = metrics
            .Where(m => rest.Text == m.Name || rest.Text.StartsWith(m.Name + ".", StringComparison.Ordinal))
            .MaxBy(m => m.Name.Length);
        if (found is not null)
        {
            return found;
        }

        IEnumerable<string> names = [.. metrics.Select(m => m.Name), .. kind == MetricKind.Page ? MetricFamily.Forms : SeriesMetrics.Forms];
        string what = kind == MetricKind.Load ? "scenario" : "page";
        string word = rest.Text.Split('.')[0];
        throw new BudgetRefusedException(rest.Column,
            word.Length == 0 ? "the metric is missing" : $"a {what} has no metric '{word}'{Spelling.Hint(word, names)}",
            string.Join(", ", names));
    }

    private static string ReadParameter(Word rest, MetricDefinition metric)
    {
        Word word = new(rest.Text[Math.Min(rest.Text.Length, metric.Name.Length + 1)..], rest.Column + metric.Name.Length + 1);
        bool isRight = metric.Parameter == MetricParameter.Time
            ? DerivedMetrics.TimeOf(word.Text) is not null
            : DerivedMetrics.ObjectiveOf(word.Text) is not null;
        return isRight
            ? word.Text
            : throw new BudgetRefusedException(word.Column,
                word.Text.Length == 0 ? $"'{metric.Name}' needs a parameter" : $"'{metric.Name}' has no '{word.Text}'",
                metric.Parameter == MetricParameter.Time
                    ? $"{metric.Name} and the satisfied threshold, such as {metric.Name}.500ms"
                    : $"{metric.Name} and the objective in percent, such as {metric.Name}.99.9");
    }

    private static string ReadAggregate(Word word, MetricDefinition metric)
    {
        string aggregate = MetricCatalog.CanonicalAggregate(word.Text);
        if (metric.Aggregates.Contains(aggregate))
        {
            return aggregate;
        }

        // A wrong resource type stands where an aggregate could: bytes.scripts.
        string[] types = [.. MetricCatalog.Of(metric.Kind)
            .Where(m => m.Name.StartsWith(metric.Name + ".", StringComparison.Ordinal))
            .Select(m => m.Name[(metric.Name.Length + 1)..])];
        string[] choices = [.. metric.Aggregates, .. types];
        throw new BudgetRefusedException(word.Column,
            choices.Length == 0
                ? $"'{metric.Name}' is a single number and has no '{word.Text}'"
                : $"'{metric.Name}' has no '{word.Text}'{Spelling.Hint(word.Text, choices)}",
            choices.Length == 0 ? $"{metric.Name} alone" : string.Join(", ", choices));
    }
}

/// <summary>A metric as named, and its definition.</summary>
internal sealed record NamedMetric(MetricReference Reference, MetricDefinition Definition);
