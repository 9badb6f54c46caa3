namespace SipTrace.Capture.Files;

/// <summary>A temporary file that no other program finds, and that is gone when it is closed, however this program ends.</summary>
internal static class NamelessFile
{
    /// <summary>Creates one in the system's folder for temporary files.</summary>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "siptrace-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
