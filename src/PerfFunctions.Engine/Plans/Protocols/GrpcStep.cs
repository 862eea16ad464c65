using PerfFunctions.Engine.Protobuf;

namespace PerfFunctions.Engine.Plans.Protocols;

/// <summary>Calls a unary method, or opens the stream of a method that streams its answers, over gRPC.</summary>
public sealed record GrpcStep : HttpStep
{
    /// <summary>The status of a call that succeeded.</summary>
    public const string Ok = "OK";

    /// <summary>Full name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>Name of its method.</summary>
    public required string ServiceMethod { get; init; }

    /// <summary>What describes the messages.</summary>
    public required DescriptorSource Descriptors { get; init; }

    /// <summary>Status that makes the call a success.</summary>
    public string Code { get; init; } = Ok;

    /// <summary>Name of the stream of answers; null for a unary method.</summary>
    public string? As { get; init; }

    /// <summary>The messages of the stream that are waited for; null for none.</summary>
    public Awaited? Receive { get; init; }

    /// <inheritdoc />
    public override string Key => "grpc";

    /// <inheritdoc />
    public override string? Stream => As;

    /// <inheritdoc />
    public override Expectation? Match => Receive?.Match ?? new Expectation();

    /// <inheritdoc />
    public override IEnumerable<string> JsonTexts => [.. Receive?.JsonTexts ?? [], .. base.JsonTexts];
}

/// <summary>What describes the messages of a service.</summary>
public abstract record DescriptorSource;

/// <summary>The server itself, by gRPC server reflection.</summary>
public sealed record ReflectedDescriptors : DescriptorSource;

/// <summary>A descriptor set that stands in the plan.</summary>
/// <param name="Schema">What it describes.</param>
public sealed record WrittenDescriptors(ProtoSchema Schema) : DescriptorSource;
