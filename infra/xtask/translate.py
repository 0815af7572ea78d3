"""Runs the SAM transform over a template for the given regions.

The transform refuses what `sam validate --lint` and cfn-lint call valid, such as an S3 event whose bucket is in
another template. Nothing leaves this machine: no managed policy is looked up, because none is used.
"""

import logging
import sys

import boto3
from samcli.yamlhelper import yaml_parse
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator


def translated(path, region):
    with open(path, encoding="utf-8") as source:
        template = yaml_parse(source.read())
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            # `sam package` puts an address here.
            resource["Properties"]["CodeUri"] = "s3://built/function"
    session = boto3.Session(region_name=region)
    translator = Translator(managed_policy_map={}, sam_parser=Parser(), boto_session=session)
    return translator.translate(template, {"HallOrigin": "https://hall.example"})


def main(path, regions):
    logging.disable(logging.CRITICAL)
    for region in regions:
        try:
            resources = translated(path, region)["Resources"]
        except InvalidDocumentException as refused:
            causes = "\n  ".join(cause.message for cause in refused.causes)
            sys.exit(f"{path} does not translate for {region}:\n  {causes}")
        foreign = [name for name, resource in resources.items() if "arn:aws:" in str(resource)]
        if foreign:
            sys.exit(f"{path}: for {region} these name one partition: {', '.join(foreign)}")
        print(f"{path} translates for {region}: {len(resources)} resources")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
