#include "clibxml2.h"

#include <limits.h>

static _Thread_local clibxml2_ear current;
static _Thread_local clibxml2_source schemas;
static _Thread_local void *schemas_owner;

static xmlParserInputPtr load(const char *location, const char *identifier, xmlParserCtxtPtr parser) {
  (void)identifier;
  if (!schemas || !location) return NULL;
  size_t count = 0;
  const void *bytes = schemas(schemas_owner, location, &count);
  if (!bytes || count > INT_MAX) return NULL;
  xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(bytes, (int)count, XML_CHAR_ENCODING_NONE);
  if (!buffer) return NULL;
  xmlParserInputPtr input = xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE);
  if (input) input->filename = (char *)xmlStrdup(BAD_CAST location);
  else xmlFreeParserInputBuffer(buffer);
  return input;
}

void clibxml2_begin(void) {
  xmlInitParser();
  xmlSetExternalEntityLoader(load);
}

/* The type of the error's pointer is not the same in all versions, so it is taken as it comes. */
static void hear(void *context, const xmlError *raised) {
  (void)context;
  if (!raised || !current.listener) return;
  clibxml2_error error = {
    .domain = raised->domain,
    .code = raised->code,
    .level = raised->level,
    .line = raised->line,
    .column = raised->int2,
    .message = raised->message ? raised->message : "",
    .node = raised->domain == XML_FROM_PARSER || raised->domain == XML_FROM_NAMESPACE ? NULL : raised->node,
  };
  if (raised->domain == XML_FROM_XPATH) error.column = raised->int1 + 1;
  current.listener(current.owner, &error);
}

/* What has no structured error, such as the name of a function that is not there, comes with one that has. */
static void keep_quiet(void *context, const char *format, ...) {
  (void)context;
  (void)format;
}

clibxml2_ear clibxml2_listen(clibxml2_ear ear) {
  clibxml2_ear before = current;
  current = ear;
  /* Both stay set: without a handler libxml2 prints. */
  xmlSetGenericErrorFunc(NULL, keep_quiet);
  xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)hear);
  return before;
}

void clibxml2_join_xpath(xmlXPathContextPtr context) { context->error = (xmlStructuredErrorFunc)hear; }
void clibxml2_join_validation(xmlSchemaValidCtxtPtr context) {
  xmlSchemaSetValidStructuredErrors(context, (xmlStructuredErrorFunc)hear, NULL);
}
void clibxml2_join_schema(xmlSchemaParserCtxtPtr context) {
  xmlSchemaSetParserStructuredErrors(context, (xmlStructuredErrorFunc)hear, NULL);
}

void clibxml2_set_sources(clibxml2_source source, void *owner) {
  schemas = source;
  schemas_owner = owner;
}

void clibxml2_free(void *memory) { xmlFree(memory); }

xmlParserCtxtPtr clibxml2_parser(xmlSAXHandlerPtr handler, void *owner, xmlInputReadCallback read) {
  xmlParserCtxtPtr parser = xmlCreateIOParserCtxt(handler, owner, read, NULL, owner, XML_CHAR_ENCODING_NONE);
  if (parser) xmlCtxtUseOptions(parser, XML_PARSE_NONET);
  return parser;
}

void clibxml2_parser_free(xmlParserCtxtPtr parser) {
  if (parser->myDoc) xmlFreeDoc(parser->myDoc);
  parser->myDoc = NULL;
  xmlFreeParserCtxt(parser);
}
