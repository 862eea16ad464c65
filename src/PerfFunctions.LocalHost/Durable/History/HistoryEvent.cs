using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace PerfFunctions.LocalHost.Durable.History;

/// <summary>
/// One thing that happened to an orchestration. The family stands in one file since it is one format: it is kept in
/// storage, so a name or a discriminator is never changed, only added.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(EpisodeStarted), "episode")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskScheduled), "taskScheduled")]
[JsonDerivedType(typeof(TaskCompleted), "taskCompleted")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(TimerCreated), "timerCreated")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(SubOrchestrationCreated), "subCreated")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspended")]
[JsonDerivedType(typeof(ExecutionResumed), "resumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminated")]
[JsonDerivedType(typeof(ExecutionCompleted), "completed")]
[JsonDerivedType(typeof(ExecutionFailed), "failed")]
internal abstract record HistoryEvent;

/// <summary>The code was run again, at this time; what follows came together.</summary>
internal sealed record EpisodeStarted(DateTimeOffset At) : HistoryEvent;

/// <summary>The orchestration began.</summary>
internal sealed record ExecutionStarted(string Name, string? Input, ParentLink? Parent) : HistoryEvent;

/// <summary>Something the code asked for, numbered in the order of asking from 0.</summary>
internal abstract record StepEvent(int Id) : HistoryEvent;

/// <summary>The code called an activity.</summary>
internal sealed record TaskScheduled(int Id, string Name, string? Input) : StepEvent(Id);

/// <summary>The code set a timer.</summary>
internal sealed record TimerCreated(int Id, DateTimeOffset FireAt) : StepEvent(Id);

/// <summary>The code called another orchestrator.</summary>
internal sealed record SubOrchestrationCreated(int Id, string Name, string InstanceId, string? Input) : StepEvent(Id);

/// <summary>The code raised an event to another orchestration.</summary>
internal sealed record EventSent(int Id, string InstanceId, string Name, string? Input) : StepEvent(Id);

/// <summary>The end of a step that was asked for.</summary>
internal abstract record StepEnd(int Id) : HistoryEvent;

/// <summary>An activity or a sub-orchestration gave its result.</summary>
internal sealed record TaskCompleted(int Id, string? Result) : StepEnd(Id);

/// <summary>An activity or a sub-orchestration failed.</summary>
internal sealed record TaskFailed(int Id, TaskFailureDetails Failure) : StepEnd(Id);

/// <summary>A timer went off.</summary>
internal sealed record TimerFired(int Id) : StepEnd(Id);

/// <summary>An event came; the message id tells a repeated delivery.</summary>
internal sealed record EventRaised(string Name, string? Input, string MessageId) : HistoryEvent;

/// <summary>Held from outside.</summary>
internal sealed record ExecutionSuspended(string? Reason) : HistoryEvent;

/// <summary>Let go on from outside.</summary>
internal sealed record ExecutionResumed(string? Reason) : HistoryEvent;

/// <summary>The last event of an orchestration.</summary>
internal abstract record ExecutionEnd : HistoryEvent;

/// <summary>Ended from outside.</summary>
internal sealed record ExecutionTerminated(string? Output, bool Recursive) : ExecutionEnd;

/// <summary>Ended well.</summary>
internal sealed record ExecutionCompleted(string? Output) : ExecutionEnd;

/// <summary>Ended by an exception.</summary>
internal sealed record ExecutionFailed(TaskFailureDetails Failure) : ExecutionEnd;
