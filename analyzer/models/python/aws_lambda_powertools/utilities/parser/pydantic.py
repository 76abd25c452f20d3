from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator, root_validator, validator
