using System.Globalization;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>The load model at the top level, and who takes which part of it.</summary>
internal sealed class SharedLoad
{
    private readonly LoadModel? _model;
    private readonly List<string> _names = [];
    private readonly List<int> _weights = [];

    private SharedLoad(LoadModel? model, Field? load)
    {
        _model = model;
        foreach (MapEntry scenario in load?.Node is MapNode map ? map.Entries : [])
        {
            if (WeightOf(scenario.Value) is { } weight)
            {
                _names.Add(scenario.Key);
                _weights.Add(weight);
            }
        }
    }

    /// <summary>Reads <c>arrivals:</c> or <c>users:</c> of the plan; null when it has neither.</summary>
    public static SharedLoad? Read(MapField plan, Field? load)
    {
        Field? arrivals = plan.Get("arrivals");
        Field? users = plan.Get("users");
        if ((arrivals ?? users) is not { } field)
        {
            return null;
        }

        if (arrivals is not null && users is not null)
        {
            users.Refuse("the plan has both 'arrivals' and 'users' at its top level", "one of them");
        }

        LoadModel? model = users is not null ? UsersReader.Read(users)
            : ArrivalsReader.Read(field) is { } stages ? new ArrivalModel(stages, 0)
            : null;
        if (model?.Duration > PlanLimits.ScenarioLength)
        {
            field.Refuse("the total duration of the stages is too long",
                $"at most {Units.Durations.Format(PlanLimits.ScenarioLength)}");
            model = null;
        }

        SharedLoad shared = new(model, load);
        if (shared._names.Count == 0)
        {
            field.Refuse("no scenario has a weight, so none uses it", "weight: 1 in each scenario that uses it");
        }

        return shared;
    }

    /// <summary>The part of a scenario; null if a problem was reported.</summary>
    public LoadModel? Part(Field weight, string scenario)
    {
        int index = _names.IndexOf(scenario);
        if (_model is null || index < 0)
        {
            return null;
        }

        LoadModel part = LoadSplit.Part(_model, _weights, index);
        if (part is UserModel { Peak: 0 } or IterationModel { Users: 0 } or IterationModel { Iterations: 0 })
        {
            weight.Refuse("this weight gets no users or iterations", "more users or iterations, or a larger weight");
            return null;
        }

        return part;
    }

    // Read before the scenarios, because a part depends on all weights; a wrong one is reported where it is read.
    private static int? WeightOf(PlanNode scenario)
    {
        PlanNode? node = (scenario as MapNode)?.Entries.FirstOrDefault(e => e.Key == "weight")?.Value;
        return node is ScalarNode { Use.IsOpen: true } ? 1
            : node is ScalarNode { IsPlain: true } scalar && int.TryParse(scalar.Text, CultureInfo.InvariantCulture, out int weight) &&
            weight is > 0 and <= PlanLimits.Weight
                ? weight
                : null;
    }
}
