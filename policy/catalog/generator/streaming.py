"""Operations with a stream of events in the request. botocore leaves them out; the JavaScript and Rust SDKs have them.

The parameters are those of the request's head, which is all that can name a resource.
"""

from botocore_models import Model

# service: operation -> parameters, required ones with a `!`
ADDED = {
    "lexv2-runtime": {"StartConversation": ["!botId", "!botAliasId", "!localeId", "!sessionId", "conversationMode"]},
    "transcribe-streaming": {
        "GetMedicalScribeStream": ["!SessionId"],
        "StartCallAnalyticsStreamTranscription": ["LanguageCode", "!MediaSampleRateHertz", "!MediaEncoding", "VocabularyName", "VocabularyFilterName"],
        "StartMedicalScribeStream": ["SessionId", "!LanguageCode", "!MediaSampleRateHertz", "!MediaEncoding"],
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
            members = {parameter.lstrip("!"): {"shape": "StreamText"} for parameter in parameters}
            required = [parameter[1:] for parameter in parameters if parameter.startswith("!")]
            model.shapes[f"{name}StreamHead"] = {"type": "structure", "members": members, "required": required}
            model.operations[name] = {"name": name, "input": {"shape": f"{name}StreamHead"}, "http": {"method": "POST", "requestUri": "/"}}


def _service(service_id, title, endpoint, signing):
    metadata = {"serviceId": service_id, "serviceFullName": title, "endpointPrefix": endpoint, "signingName": signing}
    return Model("", {"metadata": metadata, "operations": {}, "shapes": {}}, {}, {})
