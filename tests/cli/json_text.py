"""The text of a JSON object, member by member, so that a test can see whether a value's spelling was changed."""

import json


def _end_of_string(text, start):
    position = start + 1
    while text[position] != '"':
        position += 2 if text[position] == "\\" else 1
    return position + 1


def members(line):
    """[(key, text of the value)] of the object on this line, in order, without the white space around values."""
    json.loads(line)  # a line that is not JSON fails here, with its reason
    text = line.strip()
    position, depth, result, key, start = 1, 0, [], None, None
    while position < len(text):
        character = text[position]
        if character == '"':
            end = _end_of_string(text, position)
            if depth == 0 and key is None:
                key, position = text[position:end], end
                while text[position] in " \t:":
                    position += 1
                start = position
                continue
            position = end
            continue
        if depth == 0 and character in ",}":
            if key is not None:
                result.append((json.loads(key), text[start:position].strip()))
            key = None
            if character == "}":
                break
        elif character in "{[":
            depth += 1
        elif character in "}]":
            depth -= 1
        position += 1
    return result


def record_type(line):
    return json.loads(line).get("type")
