using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Finds the metric of real users that a budget names: <c>rum.home.lcp.p75</c>, <c>rum.home.count</c>.</summary>
internal static class RealUserNames
{
    /// <param name="rest">What stands after <c>rum.</c></param>
    /// <param name="subjects">What the plan may be about.</param>
    /// <exception cref="BudgetRefusedException">There is no such page, metric or aggregate.</exception>
    public static NamedMetric Resolve(Word rest, BudgetSubjects subjects)
    {
        (Word page, Word after) = Split(rest);
        if (!subjects.RealUserPages.Contains(page.Text))
        {
            IReadOnlyCollection<string> pages = subjects.RealUserPages;
            throw new BudgetRefusedException(page.Column,
                page.Text.Length == 0 ? "the page is missing" : $"there is no page '{page.Text}' of real users{Spelling.Hint(page.Text, pages)}",
                pages.Count == 0 ? "a name in 'rum.pages'" : string.Join(", ", pages));
        }

        (Word name, Word aggregate) = Split(after);
        if (name.Text == RealUserMetric.Count)
        {
            return aggregate.Text.Length == 0
                ? Named(RealUserMetric.DefineCount(page.Text, RealUserMetric.Count), "")
                : throw new BudgetRefusedException(
                    aggregate.Column, $"'{name.Text}' is a single number and has no '{aggregate.Text}'", $"{name.Text} alone");
        }

        RealUserMetric metric = Find(name);
        return aggregate.Text == RealUserMetric.Count
            ? Named(RealUserMetric.DefineCount(page.Text, metric.Name), RealUserMetric.Count)
            : Named(metric.Define(page.Text), aggregate);
    }

    private static RealUserMetric Find(Word name)
    {
        string[] names = [.. RealUserMetric.All.Select(m => m.Name), RealUserMetric.Count];
        return RealUserMetric.All.FirstOrDefault(m => m.Name == name.Text) ?? throw new BudgetRefusedException(name.Column,
            name.Text.Length == 0 ? "the metric is missing" : $"real users have no metric '{name.Text}'{Spelling.Hint(name.Text, names)}",
            string.Join(", ", names));
    }

    private static NamedMetric Named(MetricDefinition metric, Word aggregate)
    {
        string name = aggregate.Text.Length == 0 ? metric.DefaultAggregate : MetricCatalog.CanonicalAggregate(aggregate.Text);
        return metric.Aggregates.Contains(name)
            ? Named(metric, name)
            : throw new BudgetRefusedException(aggregate.Column,
                $"real users have no '{name}'{Spelling.Hint(name, metric.Aggregates)}", string.Join(", ", metric.Aggregates));
    }

    private static NamedMetric Named(MetricDefinition metric, string aggregate) =>
        new(new MetricReference(RealUserMetric.Subject, metric.Name, aggregate), metric);

    private static (Word First, Word After) Split(Word word)
    {
        int dot = word.Text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? (word, new Word("", word.Column + word.Text.Length))
            : (new Word(word.Text[..dot], word.Column), new Word(word.Text[(dot + 1)..], word.Column + dot + 1));
    }
}
