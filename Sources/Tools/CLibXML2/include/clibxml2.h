/* What MarkupDocuments needs of libxml2, and what Swift cannot say itself: handlers whose types change between versions,
   global variables, and state that belongs to a thread. */
#ifndef CLIBXML2_H
#define CLIBXML2_H

/* Where libxml2 is built with ICU, encoding.h would bring <unicode/ucnv.h>, which clashes with Foundation's own ICU module.
   xmlversion.h has a guard, so that this hides ICU from our compiler only. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdbool.h>
#include <stddef.h>

/* Once a process: makes libxml2 ready for threads, and refuses every file and address that a document names. */
void clibxml2_begin(void);

/* An error as it is raised. Pointers live as long as the call. `line` and `column` are 0 where they are not known. */
typedef struct {
  int domain, code, level, line, column;
  const char *message;
  xmlNodePtr node;
} clibxml2_error;
typedef void (*clibxml2_listener)(void *owner, const clibxml2_error *error);
typedef struct {
  clibxml2_listener listener;
  void *owner;
} clibxml2_ear;

/* Who hears the errors of this thread from now on; gives who heard them before. No listener: nobody hears, nothing is printed. */
clibxml2_ear clibxml2_listen(clibxml2_ear ear);
/* Contexts that keep a handler of their own speak to the listener of the thread too. */
void clibxml2_join_xpath(xmlXPathContextPtr context);
void clibxml2_join_validation(xmlSchemaValidCtxtPtr context);
void clibxml2_join_schema(xmlSchemaParserCtxtPtr context);

/* Gives the bytes of a schema that another one names by `location`, or NULL. They must live until the schema is built. */
typedef const void *(*clibxml2_source)(void *owner, const char *location, size_t *count);
/* The only sources of this thread, while a schema is built; NULL afterwards. */
void clibxml2_set_sources(clibxml2_source source, void *owner);

/* `xmlFree` is a variable, which Swift does not take. */
void clibxml2_free(void *memory);

/* A parser that pulls its bytes from `read` and tells `handler`; no network, no entities, no loading, no larger limits. */
xmlParserCtxtPtr clibxml2_parser(xmlSAXHandlerPtr handler, void *owner, xmlInputReadCallback read);
/* Its own tree, where one was built in spite of everything, is freed too. */
void clibxml2_parser_free(xmlParserCtxtPtr parser);

#endif
