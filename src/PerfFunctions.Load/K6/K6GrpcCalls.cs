using Jint.Native;
using Jint.Native.Object;
using Jint.Native.Promise;
using Jint.Runtime;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Protobuf;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Grpc;
using PerfFunctions.Load.K6.Grpc;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>Calls methods over gRPC for one user of a script. Belongs to the loop's thread.</summary>
/// <param name="program">The script.</param>
/// <param name="context">What it works with.</param>
/// <param name="user">Whose calls they are.</param>
internal sealed class K6GrpcCalls(K6Program program, K6Context context, K6User user)
{
    private JsEngine _engine = null!;
    private Iteration? _iteration;

    /// <summary>Calls that have not ended.</summary>
    public int Pending { get; private set; }

    /// <summary>Those of them that the script waits for in calls that look synchronous.</summary>
    public int Held { get; private set; }

    /// <summary>An iteration begins.</summary>
    public void Begin(Iteration iteration) => _iteration = iteration;

    /// <summary>Adds what the module of gRPC asks for.</summary>
    public void AddTo(Action<string, Func<JsValue[], JsValue>> add, JsEngine engine)
    {
        _engine = engine;
        add("invoke", Invoke);
    }

    private JsValue Invoke(JsValue[] arguments)
    {
        if (_iteration is not { } iteration || context.Grpc is not { } grpc)
        {
            throw new ScriptEndException("calls a method outside of an iteration");
        }

        string[] text = [.. arguments.Take(3).Select(TypeConverter.ToString)];
        ObjectInstance? parameters = arguments[5] as ObjectInstance;
        K6GrpcRequest request = K6GrpcRequest.Of(text[0], TypeConverter.ToBoolean(arguments[3]), text[1], text[2], parameters);
        GrpcCall call = grpc(
            new GrpcStep
            {
                Name = program.SeriesOf(K6RequestDraft.NameOf(parameters) ?? $"{request.Service}/{request.Method}", "POST", "/"),
                Method = "POST",
                Path = "/",
                Service = request.Service,
                ServiceMethod = request.Method,
                Descriptors = DescriptorsOf(request, arguments[4]),
                Timeout = K6RequestDraft.TimeoutOf(parameters),
            },
            request.Draft);
        ManualPromise promise = _engine.Advanced.RegisterPromise();
        _ = InvokeAsync(call, iteration.Fork(), promise, TypeConverter.ToBoolean(arguments[6]));
        return promise.Promise;
    }

    private async Task InvokeAsync(GrpcCall call, Iteration iteration, ManualPromise promise, bool isHeld)
    {
        Pending++;
        Held += isHeld ? 1 : 0;
        iteration.HasSent = true;
        Exception? failure = null;
        try
        {
            await call.RunAsync(iteration, context.Loop.Clock.Elapsed);
        }
        catch (Exception e)
        {
            failure = e;
        }

        Pending--;
        Held -= isHeld ? 1 : 0;
        user.Enter(() => promise.Resolve(failure is null ? K6GrpcAnswer.Of(_engine, user.Json, call.Answer) : throw failure));
    }

    // Of the files that the client has loaded, the first that knows the service; without any, the server is asked.
    private DescriptorSource DescriptorsOf(K6GrpcRequest request, JsValue loaded)
    {
        ProtoSchema? schema = K6Host.Items(loaded).Select(program.Files.Schema).FirstOrDefault(s => s?.Services.Contains(request.Service) == true);
        return schema is null ? new ReflectedDescriptors() : new WrittenDescriptors(schema);
    }
}
