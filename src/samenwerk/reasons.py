"""Why the system refused to read or write, in words that are not those of the machine."""

import errno

from samenwerk.i18n import Text

_NO_PERMISSION = Text("u hebt geen toestemming", "you have no permission")
_REASONS = {
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.ENOENT: Text("het bestaat niet", "it does not exist"),
    errno.EEXIST: Text("er staat iets anders met die naam", "something else has that name"),
    errno.ENOTDIR: Text("het is geen map", "it is not a folder"),
    errno.ENOSPC: Text("de schijf is vol", "the disk is full"),
    errno.EROFS: Text("hier kan niet worden geschreven", "nothing can be written here"),
    errno.EIO: Text("de schijf of het netwerk hapert", "the disk or the network fails"),
    errno.EAGAIN: Text("iemand anders bewaart daar nu iets", "somebody else is saving there now"),
    errno.ENAMETOOLONG: Text("de naam is te lang", "the name is too long"),
    errno.EISDIR: Text("er staat een map met die naam", "a folder has that name"),
    errno.ENOTEMPTY: Text("er staat een map met die naam", "a folder has that name"),
    errno.ELOOP: Text("het is een verwijzing", "it is a link"),
    errno.EBUSY: Text("een ander programma gebruikt het", "another program is using it"),
    errno.EDQUOT: Text("uw deel van de schijf is vol", "your share of the disk is full"),
    errno.EFBIG: Text("het bestand wordt te groot", "the file becomes too large"),
}


def reason_of(error: OSError) -> Text:
    """Why the system refused; its own sentence is in the language of the machine."""
    number = error.errno or 0
    name = errno.errorcode.get(number, type(error).__name__)
    return _REASONS.get(number, Text(name, name))
