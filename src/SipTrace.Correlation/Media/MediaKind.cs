namespace SipTrace.Correlation.Media;

/// <summary>The media type of an m= line.</summary>
public enum MediaKind : byte
{
    /// <summary>Any other.</summary>
    Other,

    /// <summary><c>m=audio</c></summary>
    Audio,

    /// <summary><c>m=video</c></summary>
    Video,

    /// <summary><c>m=image</c>: T.38 fax.</summary>
    Image,
}
