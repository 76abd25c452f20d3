from aws_lambda_powertools.utilities.batch import (AsyncBatchProcessor, BasePartialBatchProcessor,
                                                   BasePartialProcessor, BatchProcessor, EventType,
                                                   SqsFifoPartialProcessor, async_batch_processor,
                                                   async_process_partial_response, batch_processor,
                                                   process_partial_response)
