using System.Text;
using SipTrace.Capture;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SipTrace;

/// <summary>A configuration file in YAML; what is wrong with it is the user's mistake, told with its place.</summary>
internal static class YamlFile
{
    /// <summary>The text of a file.</summary>
    public static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.UTF8);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{file}: {problem.Message}");
        }
    }

    /// <summary>The root of a text; null where it is empty.</summary>
    public static YamlNode? RootOf(string yaml, string file)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException problem)
        {
            throw new UserError($"{file}:{problem.Start.Line}: not YAML: {problem.Message}");
        }
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }
}
