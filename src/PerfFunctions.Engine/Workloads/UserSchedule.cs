using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>
/// When each virtual user is there. A pure function of the stages: user n (from 0) is there while the line of the stages
/// is above n, so that users come and go one by one and a constant line of 20 has users 0 to 19 from its first instant.
/// </summary>
public sealed class UserSchedule
{
    private readonly (double Start, double From, double To, double Length)[] _stages;

    /// <summary>Lays the stages end to end.</summary>
    public UserSchedule(IReadOnlyList<UserStage> stages)
    {
        _stages = new (double, double, double, double)[stages.Count];
        double start = 0;
        for (int i = 0; i < stages.Count; i++)
        {
            _stages[i] = (start, stages[i].From, stages[i].To, stages[i].Over.TotalSeconds);
            start += stages[i].Over.TotalSeconds;
        }

        Duration = TimeSpan.FromSeconds(start);
    }

    /// <summary>Length of all stages.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The next stretch in which a user is there and that ends after <paramref name="after"/>; null for none.</summary>
    public (TimeSpan From, TimeSpan To)? NextStay(long user, TimeSpan after)
    {
        double? begin = null;
        double end = 0;
        foreach ((double start, double from, double to, double length) in _stages)
        {
            (double Enter, double Leave)? stay = StayIn(user, from, to, length);
            if (stay is null || (begin is not null && start + stay.Value.Enter > end))
            {
                if (begin is not null && end > after.TotalSeconds)
                {
                    break;
                }

                begin = null;
            }

            if (stay is { } there)
            {
                begin ??= start + there.Enter;
                end = start + there.Leave;
            }
        }

        return begin is { } first && end > after.TotalSeconds ? (TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(end)) : null;
    }

    // From and to when, within one stage, the line is above the user's number.
    private static (double Enter, double Leave)? StayIn(long user, double from, double to, double length)
    {
        if (from <= user && to <= user)
        {
            return null;
        }

        double crossing = from.Equals(to) ? 0 : (user - from) / (to - from) * length;
        return from > user && to > user ? (0, length)
            : to > from ? (Math.Max(0, crossing), length)
            : (0, Math.Min(length, crossing));
    }
}
