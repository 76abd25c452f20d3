"""Operations with a stream of events in the request. botocore leaves them out; the JavaScript and Rust SDKs have them.

The parameters are those of the request's head, and what events of the stream name: a role that is handed over.
"""

from botocore_models import Model

# service: operation -> parameters, required ones with a `!`; a path is one in the events of a stream
ADDED = {
    "lexv2-runtime": {"StartConversation": ["!botId", "!botAliasId", "!localeId", "!sessionId", "conversationMode"]},
    "transcribe-streaming": {
        "GetMedicalScribeStream": ["!SessionId"],
        "StartCallAnalyticsStreamTranscription": ["LanguageCode", "!MediaSampleRateHertz", "!MediaEncoding", "VocabularyName", "VocabularyFilterName", "AudioStream[].ConfigurationEvent.PostCallAnalyticsSettings.DataAccessRoleArn"],
        "StartMedicalScribeStream": ["SessionId", "!LanguageCode", "!MediaSampleRateHertz", "!MediaEncoding", "InputStream[].ConfigurationEvent.ResourceAccessRoleArn"],
        "StartMedicalStreamTranscription": ["!LanguageCode", "!MediaSampleRateHertz", "!MediaEncoding", "VocabularyName", "!Specialty", "!Type"],
        "StartStreamTranscription": ["LanguageCode", "!MediaSampleRateHertz", "!MediaEncoding", "VocabularyName", "VocabularyFilterName"],
    },
    "rekognition-streaming": {"StartFaceLivenessSession": ["!SessionId", "!VideoWidth", "!VideoHeight", "!ChallengeVersions"]},
}

# Services that botocore has none of: (serviceId, title, endpoint prefix, signing name)
SERVICES = {
    "transcribe-streaming": ("Transcribe Streaming", "Amazon Transcribe Streaming Service", "transcribestreaming", "transcribe"),
    "rekognition-streaming": ("RekognitionStreaming", "Amazon Rekognition Streaming", "streaming-rekognition", "rekognition"),
}


def add(models):
    """Adds the operations above that no model has yet."""
    for service, operations in ADDED.items():
        if service not in models:
            models[service] = _service(*SERVICES[service])
            models[service].service = service
        model = models[service]
        model.shapes.setdefault("StreamText", {"type": "string"})
        for name, parameters in operations.items():
            if name in model.operations:
                continue
            head = f"{name}StreamHead"
            model.shapes[head] = {"type": "structure", "members": {}, "required": []}
            for parameter in parameters:
                _add(model, head, parameter.lstrip("!"))
                if parameter.startswith("!"):
                    model.shapes[head]["required"].append(parameter[1:])
            model.operations[name] = {"name": name, "input": {"shape": f"{name}StreamHead"}, "http": {"method": "POST", "requestUri": "/"}}


def _add(model, structure, path):
    """Adds a text at a path of a structure: lists and structures on the way to it are made."""
    name, _, below = path.partition(".")
    inner = f"{structure}{name.rstrip('[]')}"
    model.shapes[structure]["members"][name.rstrip("[]")] = {"shape": inner if below else "StreamText"}
    if not below:
        return
    if name.endswith("[]"):
        model.shapes[inner] = {"type": "list", "member": {"shape": f"{inner}Event"}}
        inner = f"{inner}Event"
    model.shapes.setdefault(inner, {"type": "structure", "members": {}, "required": []})
    _add(model, inner, below)


def _service(service_id, title, endpoint, signing):
    metadata = {"serviceId": service_id, "serviceFullName": title, "endpointPrefix": endpoint, "signingName": signing}
    return Model("", {"metadata": metadata, "operations": {}, "shapes": {}}, {}, {})
