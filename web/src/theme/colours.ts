/**
 * The console's colours: petrol ink on stone. Petrol leads and never means a state; moss, brick and amber are for
 * states alone, and always come with a word and a shape, so that nobody has to tell red from green.
 */
import type { MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eaf4f6',
  '#d3e6ea',
  '#a9cdd6',
  '#7bb2bf',
  '#5499a9',
  '#388397',
  '#236d82',
  '#17596c',
  '#124858',
  '#0c3441',
];
const moss: MantineColorsTuple = [
  '#edf7f0',
  '#d8ecdf',
  '#b0d8be',
  '#84c39b',
  '#5fb07d',
  '#46a36a',
  '#37945b',
  '#277447',
  '#1f633c',
  '#134e2c',
];
const brick: MantineColorsTuple = [
  '#fdf0ee',
  '#f8dcd8',
  '#eeb5ad',
  '#e8988d',
  '#df7467',
  '#d35140',
  '#bf3f31',
  '#a63224',
  '#8c2a1e',
  '#6f1d14',
];
const amber: MantineColorsTuple = [
  '#fdf6e7',
  '#f8e8c8',
  '#efd093',
  '#e6b75b',
  '#dea332',
  '#d5951c',
  '#b0760d',
  '#875a07',
  '#6d4805',
  '#523602',
];
/** Light greys, warm as limestone. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f1ed',
  '#e8e5df',
  '#d9d5cd',
  '#bfb9af',
  '#948e83',
  '#6b665d',
  '#524e47',
  '#37342f',
  '#201e1b',
];
/** Dark greys, with a breath of petrol. */
const dark: MantineColorsTuple = [
  '#dde5e7',
  '#b6c2c6',
  '#93a1a6',
  '#66757b',
  '#35444b',
  '#27353c',
  '#1d2a30',
  '#141e23',
  '#0f171b',
  '#0a1013',
];

export const colors = { petrol, dark, gray, green: moss, red: brick, yellow: amber };
