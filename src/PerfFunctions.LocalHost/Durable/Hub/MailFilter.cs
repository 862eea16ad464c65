using PerfFunctions.LocalHost.Durable.Execution;
using PerfFunctions.LocalHost.Durable.History;

namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>Lets through what an orchestration has not taken in yet: deliveries may be repeated, never doubled.</summary>
internal sealed class MailFilter
{
    private readonly HashSet<int> _ends = [];
    private readonly HashSet<string> _messages = [];
    private readonly HashSet<long> _inbox = [];

    /// <summary>Whether the orchestration has begun.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Begins with what the history holds.</summary>
    public void Begin(IEnumerable<HistoryEvent> past)
    {
        _ends.Clear();
        _messages.Clear();
        HasStarted = false;
        foreach (HistoryEvent happened in past)
        {
            Note(happened);
        }
    }

    public bool Lets(Mail mail, RunIdentity run, long inboxSeen)
    {
        bool stale = mail.For is not null && mail.For != run;
        bool taken = mail.InboxSequence is { } sequence && (sequence <= inboxSeen || !_inbox.Add(sequence));
        return !stale && !taken && Note(mail.Event);
    }

    private bool Note(HistoryEvent happened)
    {
        switch (happened)
        {
            case StepEnd end:
                return _ends.Add(end.Id);
            case EventRaised raised:
                return _messages.Add(raised.MessageId);
            case ExecutionStarted:
                bool first = !HasStarted;
                HasStarted = true;
                return first;
            default:
                return true;
        }
    }
}
