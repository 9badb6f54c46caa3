using System.Diagnostics;
using System.Text;

namespace SipTrace.Tests.Support;

/// <summary>One run of the program: what it wrote, and its exit status.</summary>
internal sealed record ProgramRun(int Status, string Output, string Error)
{
    /// <summary>Runs it in this process.</summary>
    public static ProgramRun Of(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var status = Program.Run(arguments, new Surroundings { Output = output, Error = error });
        return new ProgramRun(status, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Runs it as a process of its own, for only that has a standard input.</summary>
    public static async Task<ProgramRun> OfProcess(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "siptrace.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, await output, await error);
    }
}
