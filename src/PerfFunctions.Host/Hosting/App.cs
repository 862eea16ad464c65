using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PerfFunctions.Host.Hosting;

/// <summary>Runs the app's own entry point in this process.</summary>
internal static class App
{
    /// <summary>Runs it on a thread of its own until it ends; fails as it fails.</summary>
    /// <param name="path">Path of the app's assembly.</param>
    public static Task RunAsync(string path)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Run(path);
                end.SetResult();
            }
            catch (Exception problem)
            {
                end.SetException(problem);
            }
        })
        { Name = "app", IsBackground = true };
        thread.Start();
        return end.Task;
    }

    private static void Run(string path)
    {
        LoadPackagesOf(path);
        Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        Assembly.SetEntryAssembly(assembly);
        MethodInfo main = assembly.EntryPoint ?? throw new InvalidOperationException($"{path} is not a program: it has no entry point.");
        try
        {
            main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } problem)
        {
            ExceptionDispatchInfo.Throw(problem);
        }
    }

    // A worker looks for its functions in the default context, so there the app must be. Where the host has a package too, the
    // host's version serves both: built together, they have one; all others are found beside the app.
    private static void LoadPackagesOf(string path)
    {
        var packages = new AssemblyDependencyResolver(path);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            packages.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            packages.ResolveUnmanagedDllToPath(name) is { } found ? NativeLibrary.Load(found) : IntPtr.Zero;
    }
}
